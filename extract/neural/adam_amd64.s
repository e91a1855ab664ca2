#include "textflag.h"

// func adamVectors(n uintptr, p, grad, m, v *float32, clip, rate, k1, k2, tiny float32)
//
// Trainer.update for n values, a multiple of eight, rounded as there.
TEXT ·adamVectors(SB), NOSPLIT, $0-60
	MOVQ n+0(FP), CX
	MOVQ p+8(FP), DI
	MOVQ grad+16(FP), SI
	MOVQ m+24(FP), R8
	MOVQ v+32(FP), R9
	VBROADCASTSS clip+40(FP), Y10
	VBROADCASTSS rate+44(FP), Y11
	VBROADCASTSS k1+48(FP), Y12
	VBROADCASTSS k2+52(FP), Y13
	VBROADCASTSS tiny+56(FP), Y14
	XORQ AX, AX

loop:
	VMULPS (SI)(AX*4), Y10, Y0
	VMOVUPS (R8)(AX*4), Y1
	VSUBPS Y1, Y0, Y2
	VMULPS Y12, Y2, Y2
	VADDPS Y2, Y1, Y1
	VMOVUPS Y1, (R8)(AX*4)
	VMULPS Y0, Y0, Y0
	VMOVUPS (R9)(AX*4), Y3
	VSUBPS Y3, Y0, Y0
	VMULPS Y13, Y0, Y0
	VADDPS Y0, Y3, Y3
	VMOVUPS Y3, (R9)(AX*4)
	VMULPS Y11, Y1, Y1
	VSQRTPS Y3, Y3
	VADDPS Y14, Y3, Y3
	VDIVPS Y3, Y1, Y1
	VMOVUPS (DI)(AX*4), Y4
	VSUBPS Y1, Y4, Y4
	VMOVUPS Y4, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func addVectors(n uintptr, y, x *float32)
//
// addTo for n values, a multiple of eight.
TEXT ·addVectors(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ y+8(FP), DI
	MOVQ x+16(FP), SI
	XORQ AX, AX

add:
	VMOVUPS (DI)(AX*4), Y0
	VADDPS (SI)(AX*4), Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT add
	VZEROUPPER
	RET
