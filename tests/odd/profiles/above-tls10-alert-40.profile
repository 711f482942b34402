# Refuses any version above the one that it has by the alert for suites.
name          above-tls10-alert-40
versions      TLSv1.0
suites        0039 0035 002F 000A
dh            1024
certificate   rsa2048
refuse        above TLSv1.0 alert 40
