# One certificate, with an EC key: the curve must be on offer (OpenSSL).
name          ecdsa-only
versions      TLSv1.2
suites        C02C C02B
groups        x25519 secp256r1 secp384r1
certificate   ecdsa256
