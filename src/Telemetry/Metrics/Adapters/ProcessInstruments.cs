using System.Diagnostics;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Adapters;

/// <summary>What the process is like.</summary>
internal static class ProcessInstruments
{
    private const string OpenFiles = "/proc/self/fd";
    private const string Tasks = "/proc/self/task";
    private static readonly double s_startedAt = StartedAt();

    public static InstrumentGroup Group { get; } = new(
    [
        new("process.cpu", "s", ObservedCounter, "Processor time of the process, user and system.")
            { Observe = (_, values) => values.Set(Environment.CpuUsage.TotalTime.TotalSeconds) },
        new("process.resident_memory", "By", Gauge, "Memory of the process that is in RAM.")
            { Observe = (_, values) => values.Set(Environment.WorkingSet) },
        new("process.start_time", "s", Gauge, "When the process was started, in seconds since 1970.")
            { Observe = (_, values) => values.Set(s_startedAt) },
        new("process.threads", "", Gauge, "Threads of the process.")
            { Observe = (_, values) => values.Set(Threads()) },
        new("process.open_fds", "", Gauge, "Open file descriptors, where the system reports them.")
            { Observe = (_, values) => values.Set(Directory.Exists(OpenFiles) ? Directory.GetFileSystemEntries(OpenFiles).Length : null) },
        new("dotnet.gc.heap", "By", Gauge, "Managed heap, with what the next collection will find to be garbage.")
            { Observe = (_, values) => values.Set(GC.GetTotalMemory(forceFullCollection: false)) },
        new("dotnet.gc.collections", "{collection}", ObservedCounter, "Garbage collections.", "generation")
        {
            Observe = (_, values) =>
            {
                // A collection of a generation collects all below it; the label shows those that went no further.
                for (var generation = 0; generation <= GC.MaxGeneration; generation++)
                {
                    var beyond = generation < GC.MaxGeneration ? GC.CollectionCount(generation + 1) : 0;
                    values.Set(GC.CollectionCount(generation) - beyond, $"gen{generation}");
                }
            },
        },

        new("dotnet.gc.pause", "s", ObservedCounter, "Time that garbage collections have paused the process.")
            { Observe = (_, values) => values.Set(GC.GetTotalPauseDuration().TotalSeconds) },
        new("dotnet.gc.allocated", "By", ObservedCounter, "Memory that was allocated on the managed heap.")
            { Observe = (_, values) => values.Set(GC.GetTotalAllocatedBytes()) },
        new("dotnet.thread_pool.threads", "", Gauge, "Threads of the pool.")
            { Observe = (_, values) => values.Set(ThreadPool.ThreadCount) },
        new("dotnet.thread_pool.queued_work", "", Gauge, "Work that waits for a thread of the pool.")
            { Observe = (_, values) => values.Set(ThreadPool.PendingWorkItemCount) },
    ]);

    private static double StartedAt()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
    }

    /// <summary>Linux keeps a folder a thread; asking for the threads themselves reads a file of each.</summary>
    private static int Threads()
    {
        if (Directory.Exists(Tasks))
        {
            return Directory.GetFileSystemEntries(Tasks).Length;
        }

        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
