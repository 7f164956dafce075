using System.Diagnostics.CodeAnalysis;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>Either a message or the reason why a payload is none.</summary>
public readonly struct Decoded<T>
    where T : class
{
    private readonly T? _message;
    private readonly MessageFault? _fault;

    internal Decoded(T message, IReadOnlyList<string> passedOver)
    {
        _message = message;
        PassedOver = passedOver;
    }

    internal Decoded(MessageFault fault)
    {
        _fault = fault;
        PassedOver = [];
    }

    /// <summary>Paths of what a lenient decoder has passed over.</summary>
    public IReadOnlyList<string> PassedOver { get; }

    /// <summary>True with the message, or false with the fault.</summary>
    public bool TryGet([NotNullWhen(true)] out T? message, [NotNullWhen(false)] out MessageFault? fault)
    {
        message = _message;
        fault = _fault;
        return message is not null;
    }
}
