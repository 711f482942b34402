# ECDSA before RSA, inside each the client's order.
name          two-certificates-classes
versions      TLSv1.2
suites        C02C C02B CCA9 C00A C009 | C02F C030 CCA8 C013 C014
groups        x25519 secp256r1
certificate   rsa2048 ecdsa256
order         classes
