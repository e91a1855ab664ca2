#include "textflag.h"

// The kernel of squash_amd64.s for machines with 512-bit vectors: the same bits.

// The numbers of exp in math.go and of the activations.
DATA exps<>+0(SB)/4, $0xc2ae0000  // least argument
DATA exps<>+4(SB)/4, $0x42ae0000  // largest
DATA exps<>+8(SB)/4, $0x3fb8aa3b  // log2 e
DATA exps<>+12(SB)/4, $0x3f000000 // half
DATA exps<>+16(SB)/4, $0x3f318000
DATA exps<>+20(SB)/4, $0xb95e8083
DATA exps<>+24(SB)/4, $0x39506967
DATA exps<>+28(SB)/4, $0x3ab743ce
DATA exps<>+32(SB)/4, $0x3c088908
DATA exps<>+36(SB)/4, $0x3d2aa9c1
DATA exps<>+40(SB)/4, $0x3e2aaaaa
DATA exps<>+44(SB)/4, $0x3f000000
DATA exps<>+48(SB)/4, $0x3f800000 // one
DATA exps<>+52(SB)/4, $127        // bias of the exponent
DATA exps<>+56(SB)/4, $0xbf800000 // minus one
DATA exps<>+60(SB)/4, $0x40000000 // two
DATA exps<>+64(SB)/4, $0xc0000000 // minus two
GLOBL exps<>(SB), RODATA|NOPTR, $68

// EXP makes Z2 one more than exp of Z0.
#define EXP \
	VMAXPS Z31, Z0, Z0; \
	VMINPS Z30, Z0, Z0; \
	VMULPS Z29, Z0, Z1; \
	VADDPS Z28, Z1, Z1; \
	VRNDSCALEPS $1, Z1, Z1; \
	VMULPS Z27, Z1, Z2; \
	VSUBPS Z2, Z0, Z0; \
	VMULPS Z26, Z1, Z2; \
	VSUBPS Z2, Z0, Z0; \
	VMULPS Z25, Z0, Z2; \
	VADDPS Z24, Z2, Z2; \
	VMULPS Z0, Z2, Z2; \
	VADDPS Z23, Z2, Z2; \
	VMULPS Z0, Z2, Z2; \
	VADDPS Z22, Z2, Z2; \
	VMULPS Z0, Z2, Z2; \
	VADDPS Z21, Z2, Z2; \
	VMULPS Z0, Z2, Z2; \
	VADDPS Z20, Z2, Z2; \
	VMULPS Z0, Z2, Z2; \
	VMULPS Z0, Z2, Z2; \
	VADDPS Z0, Z2, Z2; \
	VADDPS Z19, Z2, Z2; \
	VCVTTPS2DQ Z1, Z1; \
	VPADDD Z18, Z1, Z1; \
	VPSLLD $23, Z1, Z1; \
	VMULPS Z1, Z2, Z2; \
	VADDPS Z19, Z2, Z2

// SIGMOID and TANH give the activation of Z0.
#define SIGMOID(OUT) \
	VMULPS Z17, Z0, Z0; \
	EXP; \
	VDIVPS Z2, Z19, OUT

#define TANH(OUT) \
	VMULPS Z16, Z0, Z0; \
	EXP; \
	VDIVPS Z2, Z15, OUT; \
	VADDPS Z19, OUT, OUT

// func cellVectorsZ(n uintptr, gates *float32, gate uintptr, c, h, f *float32, q *int16)
//
// cellPlain for n units, a multiple of 16; a gate has so many bytes.
TEXT ·cellVectorsZ(SB), NOSPLIT, $0-56
	MOVQ n+0(FP), CX
	MOVQ gates+8(FP), SI
	MOVQ gate+16(FP), R8
	MOVQ c+24(FP), DX
	MOVQ h+32(FP), DI
	MOVQ f+40(FP), R10
	MOVQ q+48(FP), R11
	LEAQ (R8)(R8*2), R9
	VBROADCASTSS exps<>+0(SB), Z31
	VBROADCASTSS exps<>+4(SB), Z30
	VBROADCASTSS exps<>+8(SB), Z29
	VBROADCASTSS exps<>+12(SB), Z28
	VBROADCASTSS exps<>+16(SB), Z27
	VBROADCASTSS exps<>+20(SB), Z26
	VBROADCASTSS exps<>+24(SB), Z25
	VBROADCASTSS exps<>+28(SB), Z24
	VBROADCASTSS exps<>+32(SB), Z23
	VBROADCASTSS exps<>+36(SB), Z22
	VBROADCASTSS exps<>+40(SB), Z21
	VBROADCASTSS exps<>+44(SB), Z20
	VBROADCASTSS exps<>+48(SB), Z19
	VPBROADCASTD exps<>+52(SB), Z18
	VBROADCASTSS exps<>+56(SB), Z17
	VBROADCASTSS exps<>+60(SB), Z16
	VBROADCASTSS exps<>+64(SB), Z15

unitsZ:
	VMOVUPS (SI), Z0
	SIGMOID(Z4)
	VMOVUPS (SI)(R9*1), Z0
	TANH(Z5)
	VMULPS Z4, Z5, Z5
	VMOVUPS (SI)(R8*1), Z0
	SIGMOID(Z4)
	VMULPS (DX), Z4, Z4
	VADDPS Z4, Z5, Z5
	VMOVUPS Z5, (DX)
	VMOVUPS (SI)(R8*2), Z0
	SIGMOID(Z4)
	VMOVUPS Z5, Z0
	TANH(Z5)
	VMULPS Z4, Z5, Z5
	VMOVUPS Z5, (DI)
	VMULPS (R10), Z5, Z5
	VCVTPS2DQ Z5, Z5
	VPMOVSDW Z5, (R11)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	ADDQ $64, R10
	ADDQ $32, R11
	SUBQ $16, CX
	JNZ unitsZ
	VZEROUPPER
	RET
