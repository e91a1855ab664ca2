#include "textflag.h"

// The kernels compute a block of columns (or half of one) for some rows:
// d + value·(a·b), where the products of a pair of rows of b are summed in whole
// numbers. Strides are in bytes. b holds 64 bytes for each pair; there is an
// even number of pairs.

// Two products of a row.
#define DOT2(A, LO, HI) \
	VPBROADCASTD A, Y10; \
	VPMADDWD Y8, Y10, Y11; \
	VPMADDWD Y9, Y10, Y12; \
	VPADDD Y11, LO, LO; \
	VPADDD Y12, HI, HI

// The result of a row.
#define ROW2(LO, HI) \
	VBROADCASTSS (BX), Y10; \
	VCVTDQ2PS LO, LO; \
	VCVTDQ2PS HI, HI; \
	VMULPS Y10, LO, LO; \
	VMULPS Y10, HI, HI; \
	VADDPS (R10), LO, LO; \
	VADDPS 32(R10), HI, HI; \
	VMOVUPS LO, (DX); \
	VMOVUPS HI, 32(DX); \
	ADDQ $4, BX; \
	ADDQ R11, R10; \
	ADDQ R12, DX

// func tile4x16(pairs uintptr, a *int16, lda uintptr, b *int8, values, d *float32, ldd uintptr, c *float32, ldc uintptr)
TEXT ·tile4x16(SB), NOSPLIT, $0-72
	MOVQ pairs+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ lda+16(FP), R8
	MOVQ b+24(FP), DI
	MOVQ values+32(FP), BX
	MOVQ d+40(FP), R10
	MOVQ ldd+48(FP), R11
	MOVQ c+56(FP), DX
	MOVQ ldc+64(FP), R12
	LEAQ (R8)(R8*2), R9
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7

loop4x16:
	VPMOVSXBW (DI), Y8
	VPMOVSXBW 16(DI), Y9
	DOT2((SI), Y0, Y1)
	DOT2((SI)(R8*1), Y2, Y3)
	DOT2((SI)(R8*2), Y4, Y5)
	DOT2((SI)(R9*1), Y6, Y7)
	VPMOVSXBW 64(DI), Y8
	VPMOVSXBW 80(DI), Y9
	DOT2(4(SI), Y0, Y1)
	DOT2(4(SI)(R8*1), Y2, Y3)
	DOT2(4(SI)(R8*2), Y4, Y5)
	DOT2(4(SI)(R9*1), Y6, Y7)
	ADDQ $8, SI
	ADDQ $128, DI
	SUBQ $2, CX
	JNZ loop4x16
	ROW2(Y0, Y1)
	ROW2(Y2, Y3)
	ROW2(Y4, Y5)
	ROW2(Y6, Y7)
	VZEROUPPER
	RET

// func tile1x32(pairs uintptr, a *int16, b *int8, value float32, d, c *float32)
TEXT ·tile1x32(SB), NOSPLIT, $0-48
	MOVQ pairs+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	MOVQ d+32(FP), R10
	MOVQ c+40(FP), DX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3

loop1x32:
	VPBROADCASTD (SI), Y10
	VPMOVSXBW (DI), Y4
	VPMOVSXBW 16(DI), Y5
	VPMOVSXBW 32(DI), Y6
	VPMOVSXBW 48(DI), Y7
	VPMADDWD Y4, Y10, Y4
	VPMADDWD Y5, Y10, Y5
	VPMADDWD Y6, Y10, Y6
	VPMADDWD Y7, Y10, Y7
	VPADDD Y4, Y0, Y0
	VPADDD Y5, Y1, Y1
	VPADDD Y6, Y2, Y2
	VPADDD Y7, Y3, Y3
	ADDQ $4, SI
	ADDQ $64, DI
	DECQ CX
	JNZ loop1x32
	VBROADCASTSS value+24(FP), Y10
	VCVTDQ2PS Y0, Y0
	VCVTDQ2PS Y1, Y1
	VCVTDQ2PS Y2, Y2
	VCVTDQ2PS Y3, Y3
	VMULPS Y10, Y0, Y0
	VMULPS Y10, Y1, Y1
	VMULPS Y10, Y2, Y2
	VMULPS Y10, Y3, Y3
	VADDPS (R10), Y0, Y0
	VADDPS 32(R10), Y1, Y1
	VADDPS 64(R10), Y2, Y2
	VADDPS 96(R10), Y3, Y3
	VMOVUPS Y0, (DX)
	VMOVUPS Y1, 32(DX)
	VMOVUPS Y2, 64(DX)
	VMOVUPS Y3, 96(DX)
	VZEROUPPER
	RET

// func narrowVectors(n uintptr, x, f *float32, scale float32, q *int16)
//
// narrowPlain for n values, a multiple of 16.
TEXT ·narrowVectors(SB), NOSPLIT, $0-40
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ f+16(FP), DI
	VBROADCASTSS scale+24(FP), Y4
	MOVQ q+32(FP), DX

narrow16:
	VMOVUPS (SI), Y0
	VMOVUPS 32(SI), Y1
	VMULPS (DI), Y0, Y0
	VMULPS 32(DI), Y1, Y1
	VMULPS Y4, Y0, Y0
	VMULPS Y4, Y1, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xd8, Y0, Y0
	VMOVDQU Y0, (DX)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $32, DX
	SUBQ $16, CX
	JNZ narrow16
	VZEROUPPER
	RET

DATA magnitude<>+0(SB)/4, $0x7fffffff
GLOBL magnitude<>(SB), RODATA|NOPTR, $4

// func topVectors(n uintptr, x, f *float32) float32
//
// topPlain for n values, a multiple of 8.
TEXT ·topVectors(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ f+16(FP), DI
	VPBROADCASTD magnitude<>(SB), Y2
	VPXOR Y0, Y0, Y0

top8:
	VMOVUPS (SI), Y1
	VMULPS (DI), Y1, Y1
	VANDPS Y2, Y1, Y1
	VMAXPS Y1, Y0, Y0
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ top8
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

// func addByteVectors(n uintptr, y *float32, b *byte, scale float32)
//
// addPlain for n values, a multiple of 8.
TEXT ·addByteVectors(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ y+8(FP), DI
	MOVQ b+16(FP), SI
	VBROADCASTSS scale+24(FP), Y2

add8:
	VPMOVSXBD (SI), Y0
	VCVTDQ2PS Y0, Y0
	VMULPS Y2, Y0, Y0
	VADDPS (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $8, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ add8
	VZEROUPPER
	RET

// func leakyVectors(n uintptr, x *float32, slope float32)
//
// rectifyPlain for n values, a multiple of 8.
TEXT ·leakyVectors(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VBROADCASTSS slope+16(FP), Y2

leaky8:
	VMOVUPS (SI), Y0
	VMULPS Y2, Y0, Y1
	VMAXPS Y1, Y0, Y0
	VMOVUPS Y0, (SI)
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ leaky8
	VZEROUPPER
	RET
