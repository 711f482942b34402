# Text without an end instead of TLS.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
after-hello   garbage
