package knowledge

var lo = Library{
	Path:   "github.com/samber/lo",
	Import: "github.com/samber/lo",
	Module: "github.com/samber/lo",
	Funcs: []Func{
		{Name: "ForEach ForEachWhile Map FilterMap FlatMap UniqMap Reduce ReduceRight Times", Role: Invoke, Fn: Param(1)},
		{Name: "Filter Reject RejectMap Find FindIndexOf FindLastIndexOf CountBy DropWhile DropRightWhile", Role: Invoke, Fn: Param(1)},
		{Name: "UniqBy GroupBy PartitionBy KeyBy Associate SliceToMap SumBy MinBy MaxBy", Role: Invoke, Fn: Param(1)},
		{Name: "ContainsBy EveryBy SomeBy NoneBy", Role: Invoke, Fn: Param(1)},
		{Name: "MapKeys MapValues MapEntries MapToSlice PickBy OmitBy", Role: Invoke, Fn: Param(1)},
		{Name: "Try TryOr", Role: Invoke, Fn: Param(0)},
		{Name: "Attempt AttemptWhile", Role: Invoke, Fn: Param(1), Retries: true},
		{Name: "AttemptWithDelay AttemptWhileWithDelay", Role: Invoke, Fn: Param(2), Retries: true},
		{Name: "Async Async0 Async1 Async2", Role: Spawn, Fn: Param(0)},
	},
	Retriers: []Retrier{
		{Name: "Attempt", Bounds: Capped, N: Param(0)},
		{Name: "AttemptWithDelay", Bounds: Capped, N: Param(0), Waits: true},
		{Name: "AttemptWhile", Answer: MoreAndErr, Bounds: Capped, N: Param(0)},
		{Name: "AttemptWhileWithDelay", Answer: MoreAndErr, Bounds: Capped, N: Param(0), Waits: true},
	},
}
