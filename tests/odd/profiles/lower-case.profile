# Keywords in lower case (RFC 5321 2.4: case does not matter).
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
lower-case    yes
