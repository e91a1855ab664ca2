package via_test

import (
	"fmt"

	"github.com/dramatis-kg/dramatis/queries/via"
)

func ExampleParse() {
	e, err := via.Parse("( meet | ^meet )+ / !(be | ~consult)")
	fmt.Println(e, err)
	_, err = via.Parse("meet | / tell")
	fmt.Println(err)
	// Output:
	// (meet|^meet)+/!(be|~consult) <nil>
	// via: character 8 of "meet | / tell": expected a predicate, ^, ! or (, found "/"
}
