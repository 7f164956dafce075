namespace ChargerFirmware.Ocpp.Links;

/// <summary>As whom a central system is dialled: HTTP basic authentication, sent with the first request (OCPP-J 1.6, 6.2).</summary>
/// <param name="User">Null for the station's identity, as the standard has it.</param>
/// <param name="Password">Bytes, as the standard has them. A secret: it is never logged.</param>
public sealed record LinkCredentials(string? User, ReadOnlyMemory<byte> Password)
{
    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"user {User ?? "by identity"}, with password";
}
