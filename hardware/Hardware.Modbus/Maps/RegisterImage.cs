using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>A device's registers as far as they were read, or as far as it has them.</summary>
public sealed class RegisterImage
{
    /// <summary>By <see cref="Key"/>: a plain number is found in half the time of a tuple, and every poll of every device comes by here.</summary>
    private readonly Dictionary<int, ushort> _words = [];

    public void Set(ModbusFunction table, int address, ReadOnlySpan<ushort> words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            _words[Key(table, address + index)] = words[index];
        }
    }

    /// <summary>Fills <paramref name="words"/>, or returns false when one of them is not there.</summary>
    public bool TryGet(ModbusFunction table, int address, Span<ushort> words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            if (!_words.TryGetValue(Key(table, address + index), out words[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static int Key(ModbusFunction table, int address) => ((int)table << 20) + address;
}
