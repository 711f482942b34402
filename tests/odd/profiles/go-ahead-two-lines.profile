# 220 after STARTTLS has two lines: TLS begins behind the second.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
two-line-go-ahead yes
segments      lines
