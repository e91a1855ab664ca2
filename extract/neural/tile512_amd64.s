#include "textflag.h"

// The kernels of tile_amd64.s for machines that multiply and sum whole numbers
// in one instruction of 512 bits.

// The products of a row.
#define DOTZ(A, LO, HI) \
	VPBROADCASTD A, Z18; \
	VPDPWSSD Z16, Z18, LO; \
	VPDPWSSD Z17, Z18, HI

// The result of a row.
#define ROWZ(LO, HI) \
	VBROADCASTSS (BX), Z18; \
	VCVTDQ2PS LO, LO; \
	VCVTDQ2PS HI, HI; \
	VMULPS Z18, LO, LO; \
	VMULPS Z18, HI, HI; \
	VADDPS (R10), LO, LO; \
	VADDPS 64(R10), HI, HI; \
	VMOVUPS LO, (DX); \
	VMOVUPS HI, 64(DX); \
	ADDQ $4, BX; \
	ADDQ R11, R10; \
	ADDQ R12, DX

#define ZERO(A, B, C, D) \
	VPXORD A, A, A; \
	VPXORD B, B, B; \
	VPXORD C, C, C; \
	VPXORD D, D, D

// func tile8x32z(pairs uintptr, a *int16, lda uintptr, b *int8, values, d *float32, ldd uintptr, c *float32, ldc uintptr)
TEXT ·tile8x32z(SB), NOSPLIT, $0-72
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
	LEAQ (SI)(R8*4), AX
	ZERO(Z0, Z1, Z2, Z3)
	ZERO(Z4, Z5, Z6, Z7)
	ZERO(Z8, Z9, Z10, Z11)
	ZERO(Z12, Z13, Z14, Z15)

loop8x32z:
	VPMOVSXBW (DI), Z16
	VPMOVSXBW 32(DI), Z17
	DOTZ((SI), Z0, Z1)
	DOTZ((SI)(R8*1), Z2, Z3)
	DOTZ((SI)(R8*2), Z4, Z5)
	DOTZ((SI)(R9*1), Z6, Z7)
	DOTZ((AX), Z8, Z9)
	DOTZ((AX)(R8*1), Z10, Z11)
	DOTZ((AX)(R8*2), Z12, Z13)
	DOTZ((AX)(R9*1), Z14, Z15)
	ADDQ $4, SI
	ADDQ $4, AX
	ADDQ $64, DI
	DECQ CX
	JNZ loop8x32z
	ROWZ(Z0, Z1)
	ROWZ(Z2, Z3)
	ROWZ(Z4, Z5)
	ROWZ(Z6, Z7)
	ROWZ(Z8, Z9)
	ROWZ(Z10, Z11)
	ROWZ(Z12, Z13)
	ROWZ(Z14, Z15)
	VZEROUPPER
	RET

// func tile4x32z(pairs uintptr, a *int16, lda uintptr, b *int8, values, d *float32, ldd uintptr, c *float32, ldc uintptr)
TEXT ·tile4x32z(SB), NOSPLIT, $0-72
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
	ZERO(Z0, Z1, Z2, Z3)
	ZERO(Z4, Z5, Z6, Z7)

loop4x32z:
	VPMOVSXBW (DI), Z16
	VPMOVSXBW 32(DI), Z17
	DOTZ((SI), Z0, Z1)
	DOTZ((SI)(R8*1), Z2, Z3)
	DOTZ((SI)(R8*2), Z4, Z5)
	DOTZ((SI)(R9*1), Z6, Z7)
	ADDQ $4, SI
	ADDQ $64, DI
	DECQ CX
	JNZ loop4x32z
	ROWZ(Z0, Z1)
	ROWZ(Z2, Z3)
	ROWZ(Z4, Z5)
	ROWZ(Z6, Z7)
	VZEROUPPER
	RET

// One pair of rows of one column block for one row of a.
#define STEPZ(OFF, AOFF, LO, HI) \
	VPMOVSXBW OFF(DI), Z16; \
	VPMOVSXBW (OFF+32)(DI), Z17; \
	DOTZ(AOFF(SI), LO, HI)

// func tile1x32z(pairs uintptr, a *int16, b *int8, value float32, d, c *float32)
//
// pairs is a multiple of 4.
TEXT ·tile1x32z(SB), NOSPLIT, $0-48
	MOVQ pairs+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	MOVQ d+32(FP), R10
	MOVQ c+40(FP), DX
	LEAQ value+24(FP), BX
	ZERO(Z0, Z1, Z2, Z3)
	ZERO(Z4, Z5, Z6, Z7)

loop1x32z:
	STEPZ(0, 0, Z0, Z1)
	STEPZ(64, 4, Z2, Z3)
	STEPZ(128, 8, Z4, Z5)
	STEPZ(192, 12, Z6, Z7)
	ADDQ $16, SI
	ADDQ $256, DI
	SUBQ $4, CX
	JNZ loop1x32z
	VPADDD Z2, Z0, Z0
	VPADDD Z3, Z1, Z1
	VPADDD Z6, Z4, Z4
	VPADDD Z7, Z5, Z5
	VPADDD Z4, Z0, Z0
	VPADDD Z5, Z1, Z1
	ROWZ(Z0, Z1)
	VZEROUPPER
	RET
