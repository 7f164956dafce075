namespace ChargerFirmware.Ocpp.Messages;

/// <summary>What a decoder found in a payload, for those who do not need the message.</summary>
/// <param name="Fault">Why it is no message, or null.</param>
public readonly record struct Inspected(MessageFault? Fault, IReadOnlyList<Deviation> Deviations)
{
    /// <summary>All that is not as the standard has it, whether it hindered or not.</summary>
    public IEnumerable<MessageFault> Faults => Deviations.Select(deviation => deviation.Fault).Concat(Fault is null ? [] : [Fault]);
}
