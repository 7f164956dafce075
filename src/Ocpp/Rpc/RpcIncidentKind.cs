namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>What went wrong between two peers without ending their link.</summary>
public enum RpcIncidentKind
{
    /// <summary>Something arrived that is no frame.</summary>
    UnreadableFrame,

    /// <summary>An answer came after its call had timed out; dropped.</summary>
    LateAnswer,

    /// <summary>An answer to a call that was not made; dropped.</summary>
    ForeignAnswer,

    /// <summary>A call repeats the id of one that is not answered yet; refused.</summary>
    DuplicateCall,

    /// <summary>More calls arrive than are answered; refused.</summary>
    TooManyCalls,

    /// <summary>A handler threw; the other side hears InternalError and nothing more.</summary>
    HandlerFault,

    /// <summary>An answer is too long for a frame, or not JSON; the other side hears InternalError, or nothing where even that is too long.</summary>
    UnusableAnswer,

    /// <summary>A CALLRESULT of the other side means nothing: what its action cannot do without is missing or cannot be read.</summary>
    UnusableResult,
}
