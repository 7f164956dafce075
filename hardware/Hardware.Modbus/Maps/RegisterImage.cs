using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>A device's registers as far as they were read, or as far as it has them.</summary>
public sealed class RegisterImage
{
    /// <summary>
    /// Few and short: a device's blocks. They neither overlap nor touch, so what is there is there in one piece. A dictionary of words
    /// would take ten times the memory, and every poll of every device comes by here.
    /// </summary>
    private Block[] _blocks = [];

    public void Set(ModbusFunction table, int address, ReadOnlySpan<ushort> words)
    {
        var first = Key(table, address);
        if (!TryFind(first, words.Length, out var place))
        {
            place = Join(first, words.Length);
        }

        words.CopyTo(place);
    }

    /// <summary>As <see cref="Set"/>, of an answer that nothing else keeps: every poll does this, and it copies nothing.</summary>
    public void Take(ModbusFunction table, int address, ushort[] words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var first = Key(table, address);
        if (TouchesAny(first, words.Length))
        {
            Set(table, address, words);
        }
        else
        {
            _blocks = [.. _blocks, new Block(first, words)];
        }
    }

    /// <summary>Fills <paramref name="words"/>, or returns false when one of them is not there.</summary>
    public bool TryGet(ModbusFunction table, int address, Span<ushort> words)
    {
        var isThere = TryFind(Key(table, address), words.Length, out var place);
        place.CopyTo(words);
        return isThere;
    }

    private static int Key(ModbusFunction table, int address) => ((int)table << 20) + address;

    private bool TryFind(int first, int count, out Span<ushort> place)
    {
        foreach (var block in _blocks)
        {
            if (first >= block.First && first + count <= block.End)
            {
                place = block.Words.AsSpan(first - block.First, count);
                return true;
            }
        }

        place = [];
        return false;
    }

    /// <summary>Makes one block of the words asked for and of those it would overlap or touch.</summary>
    /// <returns>Where the words asked for are now.</returns>
    private Span<ushort> Join(int first, int count)
    {
        var neighbours = Array.FindAll(_blocks, block => block.Touches(first, count));
        var start = neighbours.Select(block => block.First).Append(first).Min();
        var end = neighbours.Select(block => block.End).Append(first + count).Max();
        var joined = new Block(start, new ushort[end - start]);
        foreach (var block in neighbours)
        {
            block.Words.CopyTo(joined.Words, block.First - start);
        }

        _blocks = [.. _blocks.Except(neighbours), joined];
        return joined.Words.AsSpan(first - start, count);
    }

    private bool TouchesAny(int first, int count)
    {
        foreach (var block in _blocks)
        {
            if (block.Touches(first, count))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="First">The key of its first word.</param>
    private readonly record struct Block(int First, ushort[] Words)
    {
        public int End => First + Words.Length;

        public bool Touches(int first, int count) => First <= first + count && End >= first;
    }
}
