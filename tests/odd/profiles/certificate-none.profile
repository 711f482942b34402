# An empty list of certificates, for suites that need one.
name             certificate-none
versions         TLSv1.1 TLSv1.2
suites           C030 C014 002F
groups           x25519 secp256r1
certificate      rsa2048
certificate-form none
