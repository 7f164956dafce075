using System.Security.Cryptography;

namespace ChargerFirmware.EventLoop;

/// <summary>
/// The one source of chance. A station takes it in its constructor, so that one seed makes one whole run; each part
/// forks its own stream by name, so that a part that asks once more does not shift the others.
/// </summary>
public sealed class Entropy
{
    private readonly ulong _seed;
    private readonly Random _random;

    private Entropy(ulong seed)
    {
        _seed = seed;
        _random = new Random(unchecked((int)(seed ^ (seed >> 32))));
    }

    /// <summary>Repeatable chance: the same seed gives the same stream in any process.</summary>
    public static Entropy Seeded(ulong seed) => new(seed);

    /// <summary>Chance that nobody can repeat.</summary>
    public static Entropy FromMachine()
    {
        Span<byte> seed = stackalloc byte[8];
#pragma warning disable RS0030 // The one place where chance enters.
        RandomNumberGenerator.Fill(seed);
#pragma warning restore RS0030
        return new Entropy(BitConverter.ToUInt64(seed));
    }

    /// <summary>A stream of its own for the part called <paramref name="name"/>.</summary>
    public Entropy Fork(string name)
    {
        // FNV-1a, because string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL ^ _seed;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return new Entropy(hash);
    }

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => _random.NextDouble();

    /// <summary>A whole number in [min, max).</summary>
    public int Next(int min, int max) => _random.Next(min, max);

    /// <summary>A version 4 UUID.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
