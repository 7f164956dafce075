namespace ChargerFirmware.Ocpp.Messages;

/// <summary>What a decoder makes of things that do not belong into a message.</summary>
public enum Strictness
{
    /// <summary>Unknown members, and null in place of an absent one, are faults (OCPP-J 1.6 errata, 3.1).</summary>
    Strict,

    /// <summary>They are passed over and told.</summary>
    Lenient,
}
