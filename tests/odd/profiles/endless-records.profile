# A handshake message without an end.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
after-hello   records
