using System.Diagnostics.CodeAnalysis;

namespace System.Device.Gpio;

/// <summary>The level of a pin.</summary>
public readonly struct PinValue : IEquatable<PinValue>
{
    private readonly bool _high;

    private PinValue(bool high) => _high = high;

    public static PinValue High => new(true);

    public static PinValue Low => new(false);

    /// <summary>Any number but 0 is high.</summary>
    public static implicit operator PinValue(int value) => new(value != 0);

    public static implicit operator PinValue(bool value) => new(value);

    public static explicit operator byte(PinValue value) => value._high ? (byte)1 : (byte)0;

    public static explicit operator int(PinValue value) => value._high ? 1 : 0;

    public static explicit operator bool(PinValue value) => value._high;

    public static bool operator ==(PinValue a, PinValue b) => a._high == b._high;

    public static bool operator !=(PinValue a, PinValue b) => a._high != b._high;

    public static PinValue operator !(PinValue v) => new(!v._high);

    public bool Equals(PinValue other) => _high == other._high;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is PinValue other && Equals(other);

    public override int GetHashCode() => _high.GetHashCode();

    public override string ToString() => _high ? "High" : "Low";
}
