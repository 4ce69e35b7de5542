"""Opens an ONNX Runtime session that is quiet, repeatable and modest with cores."""

from pathlib import Path
from typing import Any


def open_session(path: Path, threads: int) -> Any:
    """A session for the model at `path` that computes on `threads` cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = 3  # errors only
    # Waiting threads must not burn the cores that other work needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    onnxruntime.disable_telemetry_events()
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
