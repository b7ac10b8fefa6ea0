"""The part of the VNF manager Tacker that user-data scripts of VNF packages import, made anew for Davit."""
