package a

//datavet:publishes
func publishInTest() { bad() }
