using System.Diagnostics;

namespace Iot.Device.Mfrc522;

/// <summary>ISO/IEC 14443-3 type A through the chip: request, anticollision and select over the cascade levels, halt.</summary>
internal sealed class TypeAExchange(RegisterAccess registers)
{
    private const byte CommandIdle = 0x00;
    private const byte CommandCalculateCrc = 0x03;
    private const byte CommandTransceive = 0x0C;

    private const byte IrqTimer = 0x01;
    private const byte IrqIdle = 0x10;
    private const byte IrqReceived = 0x20;
    private const byte IrqCrcDone = 0x04;
    private const byte IrqAll = 0x7F;

    private const byte ErrorCollision = 0x08;
    private const byte ErrorsThatFail = 0x13;
    private const byte StartSend = 0x80;
    private const byte FlushFifo = 0x80;
    private const byte ValuesAfterCollision = 0x80;

    private const byte Request7Bit = 0x26;
    private const byte WakeUp7Bit = 0x52;
    private const byte HaltCard = 0x50;
    private const byte Anticollision = 0x20;
    private const byte Select = 0x70;
    private const byte CascadeTag = 0x88;
    private const byte SakCascade = 0x04;
    private const int UidPart = 4;

    private static readonly byte[] s_cascadeLevels = [0x93, 0x95, 0x97];
    private static readonly TimeSpan s_answerLimit = TimeSpan.FromMilliseconds(36);
    private static readonly TimeSpan s_crcLimit = TimeSpan.FromMilliseconds(89);

    /// <summary>106 kbit/s, full modulation, CRC_A, and a timer that tells after 10 ms that nobody has answered.</summary>
    public void SetUp()
    {
        registers.Write(Register.TxMode, 0x00);
        registers.Write(Register.RxMode, 0x00);
        registers.Write(Register.ModWidth, 0x26);
        registers.Write(Register.TxAsk, 0x40);
        registers.Write(Register.Mode, 0x3D);

        // Starts by itself after each transmission; 13.56 MHz / (2 x 169 + 1) = 40 kHz, 400 ticks.
        registers.Write(Register.TimerMode, 0x80);
        registers.Write(Register.TimerPrescaler, 0xA9);
        registers.Write(Register.TimerReloadHigh, 0x01);
        registers.Write(Register.TimerReloadLow, 0x90);
    }

    public bool Request(Span<byte> atqa, bool wakeUp)
    {
        registers.ClearBits(Register.Coll, ValuesAfterCollision);
        var status = Transceive([wakeUp ? WakeUp7Bit : Request7Bit], atqa, out var received, bitsOfLastByte: 7);
        return status is Status.Ok or Status.Collision && received == atqa.Length;
    }

    /// <summary>Selects the one card that answered the request. Two cards at once are not told apart, and not read.</summary>
    public bool TrySelect(out byte[] uid, out byte sak)
    {
        registers.ClearBits(Register.Coll, ValuesAfterCollision);
        Span<byte> whole = stackalloc byte[10];
        var length = 0;
        Span<byte> select = stackalloc byte[9];
        Span<byte> answer = stackalloc byte[3];
        foreach (var level in s_cascadeLevels)
        {
            select[0] = level;
            select[1] = Select;
            var part = select.Slice(2, UidPart + 1);
            if (Transceive([level, Anticollision], part, out var received) != Status.Ok || received != part.Length || !IsIntact(part) ||
                !AppendCrc(select) || Transceive(select, answer, out received) != Status.Ok || received != answer.Length ||
                !CalculateCrc(answer[..1], out var crc) || answer[1] != (byte)crc || answer[2] != (byte)(crc >> 8))
            {
                break;
            }

            sak = answer[0];
            var more = (sak & SakCascade) != 0;
            if (more != (part[0] == CascadeTag) || (more && level == s_cascadeLevels[^1]))
            {
                break;
            }

            var bytes = more ? part[1..UidPart] : part[..UidPart];
            bytes.CopyTo(whole[length..]);
            length += bytes.Length;
            if (!more)
            {
                uid = whole[..length].ToArray();
                return true;
            }
        }

        uid = [];
        sak = 0;
        return false;
    }

    public bool Halt()
    {
        Span<byte> halt = [HaltCard, 0, 0, 0];
        Span<byte> nothing = stackalloc byte[1];
        return AppendCrc(halt) && Transceive(halt, nothing, out _) == Status.Timeout;
    }

    private static bool IsIntact(ReadOnlySpan<byte> partAndCheck) =>
        (partAndCheck[0] ^ partAndCheck[1] ^ partAndCheck[2] ^ partAndCheck[3]) == partAndCheck[4];

    private Status Transceive(ReadOnlySpan<byte> send, Span<byte> answer, out int received, byte bitsOfLastByte = 0)
    {
        received = 0;
        registers.Write(Register.Command, CommandIdle);
        registers.Write(Register.ComIrq, IrqAll);
        registers.Write(Register.FifoLevel, FlushFifo);
        registers.WriteFifo(send);
        registers.Write(Register.BitFraming, bitsOfLastByte);
        registers.Write(Register.Command, CommandTransceive);
        registers.SetBits(Register.BitFraming, StartSend);
        if (!WaitFor(Register.ComIrq, IrqReceived | IrqIdle, IrqTimer, s_answerLimit))
        {
            registers.Write(Register.Command, CommandIdle);
            return Status.Timeout;
        }

        var errors = registers.Read(Register.Error);
        if ((errors & ErrorsThatFail) != 0)
        {
            return Status.Error;
        }

        received = registers.Read(Register.FifoLevel);
        if (received > answer.Length)
        {
            return Status.Error;
        }

        registers.ReadFifo(answer[..received]);
        var wholeBytes = (registers.Read(Register.Control) & 0x07) == 0;
        return (errors & ErrorCollision) != 0 ? Status.Collision : wholeBytes ? Status.Ok : Status.Error;
    }

    /// <summary>Fills the last two bytes with the CRC_A of those before.</summary>
    private bool AppendCrc(Span<byte> frame)
    {
        var done = CalculateCrc(frame[..^2], out var crc);
        frame[^2] = (byte)crc;
        frame[^1] = (byte)(crc >> 8);
        return done;
    }

    private bool CalculateCrc(ReadOnlySpan<byte> bytes, out ushort crc)
    {
        crc = 0;
        registers.Write(Register.Command, CommandIdle);
        registers.Write(Register.DivIrq, IrqCrcDone);
        registers.Write(Register.FifoLevel, FlushFifo);
        registers.WriteFifo(bytes);
        registers.Write(Register.Command, CommandCalculateCrc);
        if (!WaitFor(Register.DivIrq, IrqCrcDone, 0, s_crcLimit))
        {
            return false;
        }

        registers.Write(Register.Command, CommandIdle);
        crc = (ushort)((registers.Read(Register.CrcResultHigh) << 8) | registers.Read(Register.CrcResultLow));
        return true;
    }

    /// <summary>Reads a register until one of the wanted bits is set.</summary>
    /// <returns>False when a bit that ends the wait came instead, or <paramref name="limit"/> of real time is over.</returns>
    private bool WaitFor(Register register, byte wanted, byte ending, TimeSpan limit)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var bits = registers.Read(register);
            if ((bits & wanted) != 0)
            {
                return true;
            }

            if ((bits & ending) != 0 || Stopwatch.GetElapsedTime(began) > limit)
            {
                return false;
            }
        }
    }
}
