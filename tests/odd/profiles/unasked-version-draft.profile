# Names a draft of TLS 1.3 (0x7f1c) as its version.
name          unasked-version-draft
versions      TLSv1.2 TLSv1.3
suites        1302 1301
suites        C030 C02F C014 C013
certificate   rsa2048
groups        x25519 secp256r1
unasked-version 0x7f1c
