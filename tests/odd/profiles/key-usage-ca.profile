# The certificate of a CA (keyCertSign) as that of a server; TLS 1.3 encrypts
# it, but is no better off.
name          key-usage-ca
versions      TLSv1.2 TLSv1.3
suites        1302 1301
suites        C030 009D
groups        x25519 secp256r1
certificate   rsa2048
key-usage     0x04
