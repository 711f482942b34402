# Speaks TLS 1.2 to whoever comes, even to a hello for TLS 1.0.
name          unasked-version
versions      TLSv1.2
suites        C030 C02F 009F C014 C013 0039 009D 009C 0035 002F
dh            2048
groups        x25519 secp256r1
certificate   rsa2048
unasked-version TLSv1.2
