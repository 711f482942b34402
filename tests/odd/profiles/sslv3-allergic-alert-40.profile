# SSL 3 that refuses by alert 40 whoever offers 0xC00E; SSL 2 has answered.
name          sslv3-allergic-alert-40
versions      SSLv2 SSLv3
suites        010080 0700C0
suites        SSLv3 0035 002F 000A 0005
certificate   rsa1024
refuse        suite C00E alert 40
