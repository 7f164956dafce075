using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>The oldest message that waits. It is rendered when it is first sent; a repetition has the same content.</summary>
public sealed record OutboxMessage
{
    private TransactionMessage? _message;

    /// <summary>What it reports; null for a message that was rendered before.</summary>
    public StationEvent? Event { get; init; }

    /// <summary>The message itself, where it was rendered before; else null.</summary>
    public RenderedMessage? Rendered { get; init; }

    public required OutboxHead State { get; init; }

    public required long TransactionKey { get; init; }

    public required string Action { get; init; }

    public required MessageRole Role { get; init; }

    /// <summary>The token that a start or a stop carries, or null.</summary>
    public IdToken? IdToken { get; init; }

    /// <summary>When what it reports has happened; null when it does not say.</summary>
    public DateTimeOffset? At { get; init; }

    public long Sequence => State.Sequence;

    public int Failures => State.Failures;

    /// <returns>Null when it cannot be sent.</returns>
    internal TransactionMessage? Message(Func<OutboxMessage, TransactionMessage?> render) => _message ??= render(this);
}
