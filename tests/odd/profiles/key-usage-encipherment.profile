# A certificate for RSA key exchange alone (keyEncipherment), used for ECDHE:
# GnuTLS 3.7 and Exim with it break off.
name          key-usage-encipherment
versions      TLSv1.2
suites        C030 C02F 009D
groups        x25519 secp256r1
certificate   rsa2048
key-usage     0x20
