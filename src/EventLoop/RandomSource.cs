using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace ChargerFirmware.EventLoop;

/// <summary>
/// The one source of chance. A station takes it in its constructor, so that one seed makes one whole run; each part
/// forks its own stream by name, so that a part that asks once more does not shift the others.
/// </summary>
/// <remarks>A seed spans 64 bits all the way, so that the streams of a fleet and of its restarts do not meet.</remarks>
public sealed class RandomSource
{
    private readonly ulong? _seed;
    private readonly bool _isRealTime;

    // The state of xoshiro256**; unused where chance comes from the machine.
    private ulong _s0, _s1, _s2, _s3;

    private RandomSource(ulong? seed, bool isRealTime)
    {
        _seed = seed;
        _isRealTime = isRealTime;
        var mix = seed ?? 0;
        _s0 = SplitMix(ref mix);
        _s1 = SplitMix(ref mix);
        _s2 = SplitMix(ref mix);
        _s3 = SplitMix(ref mix);
    }

    /// <summary>Repeatable chance for virtual time: the same seed gives the same streams in any process, identifiers included.</summary>
    public static RandomSource Seeded(ulong seed) => new(seed, isRealTime: false);

    /// <summary>
    /// Repeatable chance for a station that others hear of: the same seed gives the same streams, but its identifiers
    /// (<see cref="ForIds"/>) come from the machine. No peer may meet one twice, and runs in real time differ anyway.
    /// </summary>
    public static RandomSource SeededInRealTime(ulong seed) => new(seed, isRealTime: true);

    /// <summary>Chance that cannot be repeated.</summary>
    public static RandomSource FromMachine() => new(null, isRealTime: true);

    /// <summary>A stream of its own for the part called <paramref name="name"/>.</summary>
    public RandomSource Fork(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_seed is not { } seed)
        {
            return this;
        }

        // FNV-1a, because string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL ^ seed;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return new RandomSource(hash, _isRealTime);
    }

    /// <summary>A stream for identifiers, which must never be used twice: repeatable in virtual time only.</summary>
    public RandomSource ForIds(string name) => _isRealTime ? FromMachine() : Fork(name);

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [min, max).</summary>
    public int Next(int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(max, min);
        return (int)(min + (long)Math.BigMul(Next(), (ulong)((long)max - min), out _));
    }

    /// <summary>A seed for another run.</summary>
    public ulong NextSeed() => Next();

    /// <summary>A version 4 UUID.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            var mixed = state += 0x9E3779B97F4A7C15UL;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    private static ulong FromTheMachine()
    {
        Span<byte> bytes = stackalloc byte[8];
#pragma warning disable RS0030 // The one place where chance enters.
        RandomNumberGenerator.Fill(bytes);
#pragma warning restore RS0030
        return BitConverter.ToUInt64(bytes);
    }

    private ulong Next()
    {
        if (_seed is null)
        {
            return FromTheMachine();
        }

        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }
}
