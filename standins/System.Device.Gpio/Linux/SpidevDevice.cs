using System.Device.Gpio;
using System.Device.Spi;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace System.Device.Linux;

/// <summary>One <c>/dev/spidevX.Y</c> (linux/spi/spidev.h).</summary>
internal sealed unsafe class SpidevDevice : SpiDevice
{
    private const uint TransferOne = 0x40206B00;
    private const uint SetMode = 0x40016B01;
    private const uint SetBitsPerWord = 0x40016B03;
    private const uint SetMaxSpeed = 0x40046B04;
    private const byte ChipSelectHigh = 0x04;
    private const byte LsbFirst = 0x08;
    private const byte NoChipSelect = 0x40;

    private readonly SafeFileHandle _file;
    private readonly string _path;

    public SpidevDevice(SpiConnectionSettings settings)
    {
        ConnectionSettings = settings;
        _path = $"/dev/spidev{settings.BusId}.{Math.Max(0, settings.ChipSelectLine)}";
        _file = LibC.Open(_path, LibC.OpenReadWrite | LibC.CloseOnExec);
        if (_file.IsInvalid)
        {
            throw new IOException($"{_path}: cannot be opened: {LibC.LastError()}");
        }

        try
        {
            SetUp(settings);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public override SpiConnectionSettings ConnectionSettings { get; }

    public override void Read(Span<byte> buffer)
    {
        fixed (byte* read = buffer)
        {
            Transfer(null, read, buffer.Length);
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* write = buffer)
        {
            Transfer(write, null, buffer.Length);
        }
    }

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        if (writeBuffer.Length != readBuffer.Length)
        {
            throw new ArgumentException(
                $"Both buffers must have one length; {writeBuffer.Length} bytes are written and {readBuffer.Length} read.", nameof(readBuffer));
        }

        fixed (byte* write = writeBuffer)
        fixed (byte* read = readBuffer)
        {
            Transfer(write, read, writeBuffer.Length);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void SetUp(SpiConnectionSettings settings)
    {
        var mode = (byte)settings.Mode;
        mode |= settings.ChipSelectLineActiveState == PinValue.High ? ChipSelectHigh : (byte)0;
        mode |= settings.DataFlow == DataFlow.LsbFirst ? LsbFirst : (byte)0;
        mode |= settings.ChipSelectLine < 0 ? NoChipSelect : (byte)0;
        Control(SetMode, &mode, $"mode 0x{mode:X2} is refused");

        var bits = (byte)settings.DataBitLength;
        Control(SetBitsPerWord, &bits, $"{bits} bits a word are refused");

        var speed = (uint)settings.ClockFrequency;
        Control(SetMaxSpeed, &speed, $"a clock of {speed} Hz is refused");
    }

    private void Transfer(byte* write, byte* read, int length)
    {
        var message = new Message
        {
            Write = (ulong)write,
            Read = (ulong)read,
            Length = (uint)length,
            SpeedHz = (uint)ConnectionSettings.ClockFrequency,
            BitsPerWord = (byte)ConnectionSettings.DataBitLength,
        };
        Control(TransferOne, &message, $"a transfer of {length} bytes failed");
    }

    private void Control(uint request, void* argument, string problem)
    {
        while (LibC.Ioctl(_file, request, argument) < 0)
        {
            if (Marshal.GetLastPInvokeError() != LibC.Interrupted)
            {
                throw new IOException($"{_path}: {problem}: {LibC.LastError()}");
            }
        }
    }

    /// <summary><c>struct spi_ioc_transfer</c>.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 32)]
    private struct Message
    {
        public ulong Write;
        public ulong Read;
        public uint Length;
        public uint SpeedHz;
        public ushort DelayMicroseconds;
        public byte BitsPerWord;
        public byte ChipSelectChange;
    }
}
