package neural

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
)

// Checkpoint writes the state of training, from which Resume goes on as if it
// had never stopped. It is meant for the same program, data and options.
func (t *Trainer) Checkpoint(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	for _, v := range []any{int64(len(t.model.params)), int64(t.step), int64(t.epoch), int64(t.meanSteps), t.model.params, t.first, t.sec, t.mean} {
		if err := binary.Write(out, binary.LittleEndian, v); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Resume reads what Checkpoint wrote and returns how many epochs are done.
func (t *Trainer) Resume(r io.Reader) (int, error) {
	in := bufio.NewReaderSize(r, 1<<20)
	var head [4]int64
	if err := binary.Read(in, binary.LittleEndian, &head); err != nil {
		return 0, err
	}
	if int(head[0]) != len(t.model.params) {
		return 0, fmt.Errorf("neural: checkpoint of %d parameters, not %d", head[0], len(t.model.params))
	}
	for _, v := range [][]float32{t.model.params, t.first, t.sec, t.mean} {
		if err := binary.Read(in, binary.LittleEndian, v); err != nil {
			return 0, err
		}
	}
	t.step, t.epoch, t.meanSteps = int(head[1]), int(head[2]), int(head[3])
	return t.epoch, nil
}
