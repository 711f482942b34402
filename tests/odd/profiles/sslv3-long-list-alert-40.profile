# SSL 3 that refuses long lists by the alert for suites; SSL 2 has answered.
name          sslv3-long-list-alert-40
versions      SSLv2 SSLv3
suites        010080 0700C0
suites        SSLv3 0035 002F 000A 0005
certificate   rsa1024
max-suites    127 alert 40
