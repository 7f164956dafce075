using System.Runtime.InteropServices;

namespace System.Device.Linux;

/// <summary>
/// The kernel's GPIO character device, ABI v2 (linux/gpio.h, since Linux 5.10). The same on every architecture: all 64-bit
/// members are aligned by explicit padding.
/// </summary>
internal static unsafe class GpioAbi
{
    public const uint GetChipInfo = 0x8044B401;
    public const uint GetLineInfo = 0xC100B405;
    public const uint GetLine = 0xC250B407;
    public const uint SetLineConfig = 0xC110B40D;
    public const uint GetLineValues = 0xC010B40E;
    public const uint SetLineValues = 0xC010B40F;

    public const ulong FlagInput = 0x4;
    public const ulong FlagOutput = 0x8;
    public const ulong FlagEdgeRising = 0x10;
    public const ulong FlagEdgeFalling = 0x20;
    public const ulong FlagPullUp = 0x100;
    public const ulong FlagPullDown = 0x200;
    public const ulong FlagBiasDisabled = 0x400;

    public const uint AttributeOutputValues = 2;
    public const uint EventRisingEdge = 1;
    public const int NameLength = 32;

    /// <summary><c>struct gpiochip_info</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ChipInfo
    {
        public fixed byte Name[NameLength];
        public fixed byte Label[NameLength];
        public uint Lines;
    }

    /// <summary><c>struct gpio_v2_line_info</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct LineInfo
    {
        [FieldOffset(64)]
        public uint Offset;

        [FieldOffset(72)]
        public ulong Flags;
    }

    /// <summary><c>struct gpio_v2_line_config</c>, of whose ten attributes one is used: the level of an output.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 272)]
    public struct LineConfig
    {
        [FieldOffset(0)]
        public ulong Flags;

        [FieldOffset(8)]
        public uint AttributeCount;

        [FieldOffset(32)]
        public uint AttributeId;

        [FieldOffset(40)]
        public ulong AttributeValue;

        [FieldOffset(48)]
        public ulong AttributeMask;
    }

    /// <summary><c>struct gpio_v2_line_request</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 592)]
    public struct LineRequest
    {
        [FieldOffset(0)]
        public uint FirstOffset;

        [FieldOffset(256)]
        public fixed byte Consumer[NameLength];

        [FieldOffset(288)]
        public LineConfig Config;

        [FieldOffset(560)]
        public uint LineCount;

        [FieldOffset(588)]
        public int FileDescriptor;
    }

    /// <summary><c>struct gpio_v2_line_values</c>: bit 0 stands for the only line of a request.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LineValues
    {
        public ulong Bits;
        public ulong Mask;
    }

    /// <summary><c>struct gpio_v2_line_event</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    public struct LineEvent
    {
        [FieldOffset(8)]
        public uint Id;
    }
}
