namespace ChargerFirmware.Ocpp.Links;

/// <summary>A connection to the central system was not made.</summary>
public sealed class LinkRefusedException(LinkRefusal refusal, string message, int? httpStatus = null, Exception? inner = null)
    : Exception(message, inner)
{
    public LinkRefusal Refusal { get; } = refusal;

    /// <summary>The HTTP status where the server sent one.</summary>
    public int? HttpStatus { get; } = httpStatus;
}
