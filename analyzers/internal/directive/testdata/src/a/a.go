// Directives at every place, right and wrong.
package a

func bad() {}

// send has directives among its words.
//
//datavet:enqueues
//datavet:in-tx
func send() {} // want send:"enqueues in-tx"

type mailer interface {
	//datavet:mails
	Send() // want Send:"mails"
	Close()
}

type box[T any] struct {
	//datavet:runs-in-tx
	run   func() // want run:"runs-in-tx"
	after func() //datavet:after-commit // want after:"after-commit"
	//datavet:calls // want `directive calls in the wrong place: .*`
	n T
}

//datavet:no-effect only counts
func (box[T]) count() {} // want count:"no-effect only counts"

func instantiated(b box[int]) { b.run() }

//datavet:no-effect // want `directive no-effect without a reason: .*; write //datavet:no-effect why`
func counts() {} // want counts:"no-effect"

//datavet:enqueue // want `unknown datavet directive "enqueue": it has no effect; did you mean "enqueues"\?`
func typo() {}

// datavet:mails // want `space after //: .*; write //datavet:mails`
func withBlank() {}

// Words about datavet: they are no directive, and neither is
// datavet:nothing.
func words() {}

func lines() {
	bad() // want "found"
	bad() //datavet:ignore toy beside
	bad() // want "found"

	//datavet:ignore toy above
	bad()
	bad() // want "found"

	//datavet:ignore other,toy above with more comments between
	// that say something else
	bad()

	//datavet:ignore other for another rule
	bad() // want "found"

	bad() // want "found"
	//datavet:ignore toy not above
}

// whole has it in its doc comment.
//
//datavet:ignore toy all of it
func whole() {
	bad()
	func() { bad() }()
}

func wrongIgnores() {
	//datavet:ignore // want `ignore without a rule: .*`
	bad() // want "found"
	bad() //datavet:ignore toy // want `ignore without a reason: .*; write //datavet:ignore toy why`
	bad() //datavet:ignore toi because // want `ignores the unknown rule "toi": .*; did you mean "toy"\?` "found"
}
