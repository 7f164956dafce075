using ChargerFirmware.Central.Violations;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Answers;

/// <summary>Takes a station in, or has it wait (OCPP 1.6, 4.2).</summary>
internal sealed class RegistrationHandler
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private object? _connection;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public BootNotificationResponse Answer(CallContext context, BootNotificationRequest request)
    {
        // On a new connection the station may have started anew, which only this message shows.
        if (context.Connection == _connection && context.Now < _notBefore && !context.Station.HasTriggered(MessageTrigger.BootNotification))
        {
            context.Report(ViolationKind.BootTooEarly, $"the interval ends at {_notBefore:O}");
        }

        var answer = context.Station.BootAnswer;
        var isSent = context.Plan is null;
        _connection = context.Connection;
        _notBefore = isSent && answer.Status != RegistrationStatus.Accepted
            ? context.Now + TimeSpan.FromSeconds(answer.IntervalSeconds) - Tolerance
            : DateTimeOffset.MinValue;
        context.Station.Booted(request, isSent ? answer.Status : context.Station.Registration);
        return new BootNotificationResponse { Status = answer.Status, Interval = answer.IntervalSeconds, CurrentTime = context.Clock.UtcNow };
    }
}
