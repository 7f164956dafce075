using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Composition.Diagnostics;

/// <summary>
/// Lets so many lines of a kind through in a while, and counts the others: a peer that sends a burst, or a contact that chatters, must
/// not fill the disk with one line a time. A kind is a message template with the enum values in it; what is critical always passes.
/// </summary>
/// <remarks>Lines may come from any thread. How many were left out is logged at the end of the while, in a line of its own.</remarks>
internal sealed class LimitedLog(TimeProvider time, ILoggerFactory inner) : ILoggerFactory
{
    /// <summary>Lines of a kind in a <see cref="While"/>.</summary>
    public const int LinesMax = 20;

    // What one peer can invent by odd input must not fill the memory either.
    private const int KindsMax = 1000;

    /// <summary>How long a kind is counted.</summary>
    public static readonly TimeSpan While = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Count> _counts = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => new Limiter(this, categoryName, inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>
    /// Says what has been left out so far: a run that ends within the while must not hide it. Lines that come later are counted anew. The
    /// factory below belongs to who made it.
    /// </summary>
    public void Dispose()
    {
        List<Count> counts;
        lock (_gate)
        {
            counts = [.. _counts.Values];
        }

        foreach (var count in counts)
        {
            count.Summarise?.Invoke();
        }
    }

    private bool Passes(string kind, LogLevel level, ILogger logger)
    {
        lock (_gate)
        {
            if (!_counts.TryGetValue(kind, out var count))
            {
                if (_counts.Count == KindsMax)
                {
                    _counts.Clear();
                }

                _counts[kind] = count = new Count(time.GetTimestamp());
            }
            else if (count.LeftOut == 0 && time.GetElapsedTime(count.BeganAt) >= While)
            {
                _counts[kind] = count = new Count(time.GetTimestamp());
            }

            if (++count.Lines <= LinesMax)
            {
                return true;
            }

            if (count.LeftOut++ == 0)
            {
                var left = While - time.GetElapsedTime(count.BeganAt);
                count.Summarise = () => Summarise(kind, count, level, logger);
                count.End = time.CreateTimer(_ => count.Summarise(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }

            return false;
        }
    }

    private void Summarise(string kind, Count count, LogLevel level, ILogger logger)
    {
        long leftOut;
        lock (_gate)
        {
            leftOut = count.LeftOut;
            count.LeftOut = 0;
            count.End?.Dispose();
            if (_counts.GetValueOrDefault(kind) == count)
            {
                _counts.Remove(kind);
            }
        }

        if (leftOut == 0)
        {
            // Said already, by the timer or at the end.
            return;
        }

        var seconds = Math.Max(1, Math.Round(time.GetElapsedTime(count.BeganAt).TotalSeconds));
#pragma warning disable CA2254 // The template is of the line whose like was left out.
        logger.Log(level, "{LeftOut} more lines within {Seconds} s were left out, like: {Template}", leftOut, seconds, kind);
#pragma warning restore CA2254
    }

    /// <summary>A kind's lines since it began to be counted.</summary>
    private sealed class Count(long beganAt)
    {
        public long BeganAt { get; } = beganAt;

        public int Lines { get; set; }

        public long LeftOut { get; set; }

        public ITimer? End { get; set; }

        /// <summary>Says how many were left out, once; null while none was.</summary>
        public Action? Summarise { get; set; }
    }

    private sealed class Limiter(LimitedLog log, string category, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Critical || !inner.IsEnabled(logLevel) || log.Passes(Kind(state), logLevel, inner))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }

        private string Kind<TState>(TState state)
        {
            var kind = category;
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
            {
                foreach (var (name, value) in values)
                {
                    if (value is Enum || name == "{OriginalFormat}")
                    {
                        kind = $"{kind} {value}";
                    }
                }
            }

            return kind;
        }
    }
}
