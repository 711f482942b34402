# RSA and ECDSA, the suites of both mixed in one order of its own.
name          two-certificates
versions      TLSv1.2
suites        C02C C02F C02B C030 CCA9 CCA8 C00A C013 C009 C014
groups        x25519 secp256r1
certificate   rsa2048 ecdsa256
