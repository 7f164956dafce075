using ChargerFirmware.EventLoop;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Telemetry;

/// <summary>
/// Keeps a mistake of telemetry from being one of the station: a turn of the loop that fails stops every connector, and no driver is to stand
/// in the dark because a message could not be written. After the first mistake telemetry is silent until a restart. Used on the loop only.
/// </summary>
public sealed class FaultBarrier(Loop loop, ILogger logger)
{
    /// <summary>Something has gone wrong, for the first and the last time. Raised on the loop.</summary>
    public event Action? Failed;

    /// <summary>Something has gone wrong here: the state cannot be trusted.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Runs a step of telemetry.</summary>
    public void Run(Action step)
    {
        if (HasFailed)
        {
            return;
        }

        try
        {
            step();
        }
#pragma warning disable CA1031 // Whatever it is, the station goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(fault);
        }
    }

    /// <inheritdoc cref="Loop.Start"/>
    public void Start(Func<Task> work) => loop.Start(async () =>
    {
        if (HasFailed)
        {
            return;
        }

        try
        {
            await work();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(fault);
        }
    });

    private void Fail(Exception fault)
    {
        HasFailed = true;
        logger.LogCritical(fault, "Telemetry has failed and is silent until a restart; the station goes on");
        Failed?.Invoke();
    }
}
