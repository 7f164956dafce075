using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.LocalAuthListManagement;

/// <summary>Replaces or amends the local list. OCPP 1.6, 5.15.</summary>
public sealed record SendLocalListRequest : IFieldRules
{
    /// <summary>The version after the update; above 0.</summary>
    public required int ListVersion { get; init; }

    public IReadOnlyList<AuthorizationData>? LocalAuthorizationList { get; init; }

    public required UpdateType UpdateType { get; init; }

    MessageFault? IFieldRules.FindFault() => FieldRules.AtLeast(1, ListVersion, "$.listVersion");
}

/// <summary>Answers <see cref="SendLocalListRequest"/>.</summary>
public sealed record SendLocalListResponse
{
    public required UpdateStatus Status { get; init; }
}
