namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>
/// NXP's MFRC522 at register level, as its data sheet (section 9) describes it and as far as a driver for type A cards goes. It
/// differs from the chip in one thing: when nobody answers it says so at once, because a driver waits for that in real time.
/// </summary>
public sealed class EmulatedMfrc522 : ISpiTarget
{
    private const byte ReadBit = 0x80;
    private const byte FlushFifo = 0x80;
    private const byte StartSend = 0x80;
    private const byte SetMarked = 0x80;
    private const byte AntennaBits = 0x03;
    private const int FifoSize = 64;

    private readonly byte[] _registers = new byte[64];
    private readonly Queue<byte> _fifo = new(FifoSize);

    public EmulatedMfrc522(ReaderField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        Field = field;
        Reset();
    }

    public ReaderField Field { get; }

    /// <summary>Cut or short the line from chip to controller. The chip behind it stays as it is.</summary>
    public ReaderLine Line { get; set; }

    /// <summary>Loses power and starts again: every register back at its reset value, the antenna off.</summary>
    public void LosePower() => Reset();

    public void Transfer(ReadOnlySpan<byte> fromController, Span<byte> toController)
    {
        if (fromController.IsEmpty)
        {
            return;
        }

        var address = fromController[0];
        toController[0] = OnLine(0);
        for (var i = 1; i < fromController.Length; i++)
        {
            var received = fromController[i];
            if ((address & ReadBit) != 0)
            {
                toController[i] = OnLine(Read(RegisterOf(address)));
                address = received;
            }
            else
            {
                toController[i] = OnLine(0);
                Write(RegisterOf(address), received);
            }
        }
    }

    private static ChipRegister RegisterOf(byte address) => (ChipRegister)((address >> 1) & 0x3F);

    private byte OnLine(byte sent) => Line switch
    {
        ReaderLine.StuckHigh => 0xFF,
        ReaderLine.StuckLow => 0x00,
        _ => sent,
    };

    private byte Read(ChipRegister register) => register switch
    {
        ChipRegister.FifoData => _fifo.TryDequeue(out var value) ? value : (byte)0,
        ChipRegister.FifoLevel => (byte)_fifo.Count,
        ChipRegister.BitFraming => (byte)(Stored(register) & ~StartSend),
        _ => Stored(register),
    };

    private void Write(ChipRegister register, byte value)
    {
        switch (register)
        {
            case ChipRegister.Command:
                Run((ChipCommand)(value & 0x0F));
                break;
            case ChipRegister.ComIrq or ChipRegister.DivIrq:
                Mark(register, (byte)(value & ~SetMarked), (value & SetMarked) != 0);
                break;
            case ChipRegister.FifoData:
                Push(value);
                break;
            case ChipRegister.FifoLevel when (value & FlushFifo) != 0:
                _fifo.Clear();
                Mark(ChipRegister.Error, ChipBits.ErrorBufferOverflow, set: false);
                break;
            case ChipRegister.BitFraming:
                Store(register, value);
                if ((value & StartSend) != 0 && (ChipCommand)(Stored(ChipRegister.Command) & 0x0F) == ChipCommand.Transceive)
                {
                    Transceive(value & 0x07);
                }

                break;
            case ChipRegister.TxControl:
                Store(register, value);
                Field.IsOn = (value & AntennaBits) != 0;
                break;
            case ChipRegister.FifoLevel or ChipRegister.Error or ChipRegister.Version
                or ChipRegister.CrcResultHigh or ChipRegister.CrcResultLow:
                break;
            default:
                Store(register, value);
                break;
        }
    }

    private void Run(ChipCommand command)
    {
        Store(ChipRegister.Command, (byte)((Stored(ChipRegister.Command) & 0xF0) | (byte)command));
        switch (command)
        {
            case ChipCommand.SoftReset:
                Reset();
                break;
            case ChipCommand.CalculateCrc:
                var crc = CrcA.Of(_fifo.ToArray());
                _fifo.Clear();
                Store(ChipRegister.CrcResultHigh, (byte)(crc >> 8));
                Store(ChipRegister.CrcResultLow, (byte)crc);
                Mark(ChipRegister.DivIrq, ChipBits.CrcDone, set: true);
                break;
            default:
                break;
        }
    }

    private void Transceive(int bitsOfLastByte)
    {
        var frame = _fifo.ToArray();
        _fifo.Clear();
        Store(ChipRegister.Error, 0);
        Mark(ChipRegister.ComIrq, ChipBits.Transmitted, set: true);
        Mark(ChipRegister.Control, 0x07, set: false);
        if (Field.Exchange(frame, bitsOfLastByte) is { } answer)
        {
            foreach (var value in answer)
            {
                Push(value);
            }

            Mark(ChipRegister.ComIrq, ChipBits.Received | ChipBits.Idle, set: true);
            Run(ChipCommand.Idle);
        }
        else
        {
            Mark(ChipRegister.ComIrq, ChipBits.Timer, set: true);
        }
    }

    private void Push(byte value)
    {
        if (_fifo.Count == FifoSize)
        {
            Mark(ChipRegister.Error, ChipBits.ErrorBufferOverflow, set: true);
            return;
        }

        _fifo.Enqueue(value);
    }

    private void Reset()
    {
        Array.Clear(_registers);
        _fifo.Clear();
        Store(ChipRegister.Command, 0x20);
        Store((ChipRegister)0x02, 0x80);
        Store(ChipRegister.ComIrq, 0x14);
        Store((ChipRegister)0x0B, 0x08);
        Store(ChipRegister.Control, 0x10);
        Store(ChipRegister.Coll, 0x80);
        Store(ChipRegister.Mode, 0x3F);
        Store(ChipRegister.TxControl, 0x80);
        Store(ChipRegister.SerialSpeed, 0xEB);
        Store(ChipRegister.RfConfig, 0x48);
        Store(ChipRegister.Version, 0x92);
        Field.IsOn = false;
    }

    private byte Stored(ChipRegister register) => _registers[(int)register];

    private void Store(ChipRegister register, byte value) => _registers[(int)register] = value;

    private void Mark(ChipRegister register, int bits, bool set) =>
        Store(register, (byte)(set ? Stored(register) | bits : Stored(register) & ~bits));
}

/// <summary>Bits of the MFRC522's interrupt and error registers.</summary>
internal static class ChipBits
{
    public const int Timer = 0x01;
    public const int Idle = 0x10;
    public const int Received = 0x20;
    public const int Transmitted = 0x40;
    public const int CrcDone = 0x04;
    public const int ErrorBufferOverflow = 0x10;
}

/// <summary>Commands of the MFRC522 that the emulation carries out (data sheet, section 10).</summary>
internal enum ChipCommand
{
    Idle = 0x0,
    CalculateCrc = 0x3,
    Transceive = 0xC,
    SoftReset = 0xF,
}
