namespace ChargerFirmware.Station.Authorization;

/// <summary>What identifies who charges.</summary>
/// <param name="Value">As it was read; no length is checked here, a protocol's limits stand in its binding.</param>
public sealed record IdToken(string Value, IdTokenKind Kind = IdTokenKind.Unknown)
{
    /// <summary>
    /// Whether both name the same holder: values compare without regard to case (CiString, OCPP 1.6 section 2), and kinds only where both
    /// are known.
    /// </summary>
    public bool IsSameAs(IdToken? other) =>
        other is not null && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase) &&
        (Kind == other.Kind || Kind == IdTokenKind.Unknown || other.Kind == IdTokenKind.Unknown);

    /// <summary>The value alone.</summary>
    public override string ToString() => Value;
}
