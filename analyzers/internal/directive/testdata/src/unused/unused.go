// Ignores that suppress nothing.
package unused

func bad() {}

func f() {
	bad() //datavet:ignore toy used
	f()   //datavet:ignore toy finds nothing here // want `ignores toy where it finds nothing: .*`
	f()   //datavet:ignore other did not run
}

//datavet:ignore toy nothing in it // want `ignores toy where it finds nothing: .*`
func g() {}
