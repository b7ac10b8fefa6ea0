# The driver of this name in Davit does the work.
