# One certificate, with an EC key, used beside any group (Go, rustls).
name          ecdsa-any-curve
versions      TLSv1.2
suites        C02C C02B
groups        secp256r1 secp384r1 x25519
certificate   ecdsa256
ecdsa-curve   any
