using System.Globalization;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>One quantity in a device's registers, in both directions: drivers decode by it, emulated devices encode.</summary>
public sealed record Register
{
    /// <summary>The largest power-of-ten register that <see cref="Encode"/> writes.</summary>
    private const int MaxExponent = 9;

    /// <summary>The table it lies in, named by the function that reads it.</summary>
    public required ModbusFunction Table { get; init; }

    public required ushort Address { get; init; }

    public required RegisterType Type { get; init; }

    public WordOrder WordOrder { get; init; }

    /// <summary>Registers it takes.</summary>
    public required int Count { get; init; }

    /// <summary>Base units a count.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Address of a register that holds a further power of ten, plus <see cref="ExponentOffset"/>.</summary>
    public ushort? ExponentAddress { get; init; }

    public int ExponentOffset { get; init; }

    /// <summary>Raw patterns that mean "no value".</summary>
    public IReadOnlyList<ulong> NotAvailable { get; init; } = [];

    /// <summary>The value in base units; null when it is not in the image or the device has none. May be NaN or infinite.</summary>
    public double? Decode(RegisterImage image)
    {
        if (Raw(image) is not { } raw || NotAvailable.Contains(raw) || Power(image) is not { } power)
        {
            return null;
        }

        // Each arm a double: their common type would be a float, and an energy would lose its last digits.
        var value = Type switch
        {
            RegisterType.I16 => (double)(short)raw,
            RegisterType.I32 => (int)raw,
            RegisterType.F32 => (double)BitConverter.UInt32BitsToSingle((uint)raw),
            _ => (double)raw,
        };
        return value * Scale * power;
    }

    /// <summary>The least by which the value can step where it stands now, in base units; null when there is no value.</summary>
    public double? StepOf(RegisterImage image)
    {
        if (Raw(image) is not { } raw || Power(image) is not { } power)
        {
            return null;
        }

        var value = BitConverter.UInt32BitsToSingle((uint)raw);
        var step = Type == RegisterType.F32 ? MathF.BitIncrement(value) - value : 1;
        return Math.Abs(step * Scale * power);
    }

    /// <summary>The value as text: characters, or a whole number in digits. Null when there is none.</summary>
    public string? DecodeText(RegisterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (Type != RegisterType.Text)
        {
            return Raw(image) is { } raw && !NotAvailable.Contains(raw) ? raw.ToString(CultureInfo.InvariantCulture) : null;
        }

        Span<ushort> words = stackalloc ushort[Count];
        if (!image.TryGet(Table, Address, words))
        {
            return null;
        }

        Span<char> text = stackalloc char[2 * Count];
        for (var index = 0; index < Count; index++)
        {
            text[2 * index] = (char)(words[index] >> 8);
            text[(2 * index) + 1] = (char)(words[index] & 0xFF);
        }

        var trimmed = text.Trim("\0 ");
        return trimmed.Length > 0 ? trimmed.ToString() : null;
    }

    /// <summary>Puts <paramref name="value"/> into the image as well as the type can hold it; null becomes the first "no value" pattern.</summary>
    public void Encode(double? value, RegisterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (value is null)
        {
            Put(image, NotAvailable.Count > 0 ? NotAvailable[0] : 0);
            return;
        }

        var scaled = value.Value / Scale;
        if (ExponentAddress is { } address)
        {
            var exponent = 0;
            while (exponent < MaxExponent && Math.Abs(scaled / Math.Pow(10, exponent + ExponentOffset)) > Highest)
            {
                exponent++;
            }

            scaled /= Math.Pow(10, exponent + ExponentOffset);
            image.Set(Table, address, [(ushort)exponent]);
        }

        Put(image, Type == RegisterType.F32
            ? BitConverter.SingleToUInt32Bits((float)scaled)
            : Whole(scaled));
    }

    /// <summary>Puts text into the image; into a whole number its digits.</summary>
    public void EncodeText(string text, RegisterImage image)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(image);
        if (Type != RegisterType.Text)
        {
            var digits = string.Concat(text.Where(char.IsAsciiDigit).TakeLast(9));
            Put(image, digits.Length > 0 ? ulong.Parse(digits, CultureInfo.InvariantCulture) : 0);
            return;
        }

        var padded = text.PadRight(2 * Count, '\0');
        for (var index = 0; index < Count; index++)
        {
            image.Set(Table, Address + index, [(ushort)((byte)padded[2 * index] << 8 | (byte)padded[(2 * index) + 1])]);
        }
    }

    private double Lowest => Type switch
    {
        RegisterType.I16 => short.MinValue,
        RegisterType.I32 => int.MinValue,
        _ => 0,
    };

    private double Highest => Type switch
    {
        RegisterType.U16 => ushort.MaxValue,
        RegisterType.I16 => short.MaxValue,
        RegisterType.U32 => uint.MaxValue,
        RegisterType.I32 => int.MaxValue,
        _ => 1L << 53,
    };

    /// <summary>The nearest count that the type can hold and that does not mean "no value".</summary>
    private ulong Whole(double counts)
    {
        var raw = unchecked((ulong)(long)Math.Clamp(Math.Round(counts), Lowest, Highest));
        raw &= ulong.MaxValue >> (64 - (16 * Count));
        return NotAvailable.Contains(raw) ? raw - 1 : raw;
    }

    private double? Power(RegisterImage image)
    {
        if (ExponentAddress is not { } address)
        {
            return 1;
        }

        Span<ushort> word = stackalloc ushort[1];
        return image.TryGet(Table, address, word) ? Math.Pow(10, (short)word[0] + ExponentOffset) : null;
    }

    private ulong? Raw(RegisterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<ushort> words = stackalloc ushort[Count];
        if (!image.TryGet(Table, Address, words))
        {
            return null;
        }

        var raw = 0UL;
        for (var index = 0; index < Count; index++)
        {
            raw = (raw << 16) | words[WordOrder == WordOrder.HighFirst ? index : Count - 1 - index];
        }

        return raw;
    }

    private void Put(RegisterImage image, ulong raw)
    {
        for (var index = 0; index < Count; index++)
        {
            var place = WordOrder == WordOrder.HighFirst ? Count - 1 - index : index;
            image.Set(Table, Address + place, [(ushort)(raw >> (16 * index))]);
        }
    }
}
