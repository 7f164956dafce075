namespace ChargerFirmware.Ocpp.Messages;

/// <summary>What a decoder makes of a message that is not quite as the standard has it. All of it is reported as a <see cref="Deviation"/>.</summary>
public enum Strictness
{
    /// <summary>
    /// Unknown members, null in place of an absent one and other spellings are faults (OCPP-J 1.6 errata, 3.1); only a moment may lack its
    /// seconds.
    /// </summary>
    Strict,

    /// <summary>
    /// Unknown members and null in place of an absent one are passed over, and what is spelt otherwise is taken for what it means. What
    /// cannot be read is a fault.
    /// </summary>
    Lenient,

    /// <summary>
    /// For answers, whose sender has acted already: also what cannot be read is left out, unless the answer means nothing without it. That
    /// is a member which the standard requires and whose type is not nullable.
    /// </summary>
    Salvage,
}
