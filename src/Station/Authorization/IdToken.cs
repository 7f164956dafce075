namespace ChargerFirmware.Station.Authorization;

/// <summary>What identifies who charges.</summary>
/// <param name="Value">As it was read; no length is checked here, a protocol's limits stand in its binding.</param>
public sealed record IdToken(string Value, IdTokenKind Kind = IdTokenKind.Unknown)
{
    /// <summary>How values compare: without regard to case (CiString, OCPP 1.6 section 2). For what is found by a value alone.</summary>
    public static StringComparer Values => StringComparer.OrdinalIgnoreCase;

    /// <summary>The key of its row in a table: the same for all values that compare as one.</summary>
    internal string Key => Value.ToUpperInvariant();

    /// <summary>Whether both name the same holder: kinds count only where both are known.</summary>
    public bool IsSameAs(IdToken? other) =>
        other is not null && Values.Equals(Value, other.Value) &&
        (Kind == other.Kind || Kind == IdTokenKind.Unknown || other.Kind == IdTokenKind.Unknown);

    /// <summary>The value alone.</summary>
    public override string ToString() => Value;
}
