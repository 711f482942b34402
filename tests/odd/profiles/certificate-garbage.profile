# What stands for a certificate is none: all senders break off.
name             certificate-garbage
versions         TLSv1.2
suites           C030 C02F 009D 002F
groups           x25519 secp256r1
certificate      rsa2048
certificate-form garbage
