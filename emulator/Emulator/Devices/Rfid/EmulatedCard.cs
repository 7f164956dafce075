namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>
/// A contactless card: the state machine of ISO/IEC 14443-3 section 6.3 (type A) as far as its UID goes. In a state where a
/// frame is not expected the card stays silent and falls back, so a card left on a reader that only requests and selects
/// answers every other time.
/// </summary>
public sealed class EmulatedCard
{
    private const byte Request = 0x26;
    private const byte WakeUp = 0x52;
    private const byte HaltCard = 0x50;
    private const byte AnticollisionWhole = 0x20;
    private const byte SelectWhole = 0x70;
    private const byte CascadeTag = 0x88;
    private const byte SakNotComplete = 0x04;
    private const byte SakComplete = 0x08;
    private const int ShortFrameBits = 7;

    private readonly byte[][] _levels;
    private readonly byte[] _atqa;
    private CardState _state;
    private bool _wasHalted;
    private int _level;

    /// <param name="uid">4, 7 or 10 bytes in wire order.</param>
    public EmulatedCard(ReadOnlySpan<byte> uid)
    {
        Uid = [.. uid];
        _levels = uid.Length switch
        {
            4 => [WithCheck(uid)],
            7 => [WithCheck([CascadeTag, .. uid[..3]]), WithCheck(uid[3..])],
            10 => [WithCheck([CascadeTag, .. uid[..3]]), WithCheck([CascadeTag, .. uid[3..6]]), WithCheck(uid[6..])],
            _ => throw new ArgumentException($"A UID has 4, 7 or 10 bytes, not {uid.Length}.", nameof(uid)),
        };
        _atqa = [(byte)(0x04 | ((_levels.Length - 1) << 6)), 0x00];
    }

    /// <summary>The UID in wire order.</summary>
    public IReadOnlyList<byte> Uid { get; }

    /// <summary>The field is gone: the card forgets its state.</summary>
    public void LoseField()
    {
        _state = CardState.Idle;
        _wasHalted = false;
    }

    /// <summary>What it answers to a frame; null is silence.</summary>
    /// <param name="bitsOfLastByte">0 for whole bytes, 7 for a short frame.</param>
    public byte[]? Answer(ReadOnlySpan<byte> frame, int bitsOfLastByte)
    {
        if (bitsOfLastByte == ShortFrameBits)
        {
            return frame.Length == 1 ? AnswerShort(frame[0]) : FallBack();
        }

        return _state switch
        {
            CardState.Ready => AnswerAnticollision(frame),
            CardState.Active when frame is [HaltCard, 0x00, _, _] && CrcA.Closes(frame) => Halt(),
            CardState.Active => FallBack(),
            _ => null,
        };
    }

    private byte[]? AnswerShort(byte command)
    {
        var hears = command == WakeUp || (command == Request && _state == CardState.Idle);
        if (!hears || _state is CardState.Ready or CardState.Active)
        {
            return _state == CardState.Halt ? null : FallBack();
        }

        _wasHalted = _state == CardState.Halt;
        _state = CardState.Ready;
        _level = 0;
        return _atqa;
    }

    private byte[]? AnswerAnticollision(ReadOnlySpan<byte> frame)
    {
        var own = _levels[_level];
        if (frame.Length < 2 || frame[0] != 0x93 + (2 * _level))
        {
            return FallBack();
        }

        if (frame is [_, AnticollisionWhole])
        {
            return own;
        }

        if (frame[1] != SelectWhole || !CrcA.Closes(frame) || !frame[2..^CrcA.Length].SequenceEqual(own))
        {
            return FallBack();
        }

        if (++_level < _levels.Length)
        {
            return CrcA.Append(SakNotComplete);
        }

        _state = CardState.Active;
        return CrcA.Append(SakComplete);
    }

    private byte[]? Halt()
    {
        _state = CardState.Halt;
        return null;
    }

    /// <summary>To where it came from: halted cards go back to HALT, others to IDLE.</summary>
    private byte[]? FallBack()
    {
        _state = _wasHalted ? CardState.Halt : CardState.Idle;
        return null;
    }

    private static byte[] WithCheck(ReadOnlySpan<byte> part) => [.. part, (byte)(part[0] ^ part[1] ^ part[2] ^ part[3])];

    private enum CardState
    {
        Idle,
        Ready,
        Active,
        Halt,
    }
}
